import { passesItsTests } from './passes.ts';

passesItsTests('aiglossarypro', {
  'db-connectivity-task': 75,
  'fix-secret-arns': 87,
  'glossary-bounce': 28,
  'glossary-deploy': 32,
  'glossary-rotate-secret': 20,
  'glossary-scale': 53,
  'public-ip-and-health': 75,
  'tune-startup': 19,
});
