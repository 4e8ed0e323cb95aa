import { passesItsTests } from './passes.ts';

passesItsTests('tonys-chips', {
  'attach-service-registry': 66,
  release: 69,
  'rotate-session-secret-for-tonys-chips': 52,
  'run-migrations-for-tonys-chips': 81,
  'scale-for-tonys-chips': 83,
  'set-env': 83,
  'set-health-check': 81,
  'smoke-test': 85,
});
