import { passesItsTests } from './passes.ts';

passesItsTests('durable-code');
