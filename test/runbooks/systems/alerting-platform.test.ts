import { passesItsTests } from './passes.ts';

passesItsTests('alerting-platform');
