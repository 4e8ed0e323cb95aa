import { passesItsTests } from './passes.ts';

passesItsTests('tonys-chips', {
  'attach-service-registry': 84,
  release: 79,
  'rotate-session-secret-for-tonys-chips': 80,
  'run-migrations-for-tonys-chips': 81,
  'scale-for-tonys-chips': 88,
  'set-env': 86,
  'set-health-check': 83,
  'smoke-test': 85,
});
