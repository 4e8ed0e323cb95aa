import { passesItsTests } from './passes.ts';

passesItsTests('tonys-chips', {
  'attach-service-registry': 66,
  'discovery-dns': 85,
  release: 69,
  'rotate-session-secret-for-tonys-chips': 52,
  'run-migrations-for-tonys-chips': 75,
  'scale-for-tonys-chips': 83,
  'set-env': 77,
  'set-health-check': 77,
  'smoke-test': 80,
});
