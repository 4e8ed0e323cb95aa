import { passesItsTests } from './passes.ts';

passesItsTests('durable-code', { 'durable-code-continue': 87 });
