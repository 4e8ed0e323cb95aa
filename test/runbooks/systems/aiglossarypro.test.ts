import { passesItsTests } from './passes.ts';

passesItsTests('aiglossarypro', { 'glossary-deploy': 89 });
