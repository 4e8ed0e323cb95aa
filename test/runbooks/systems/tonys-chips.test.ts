import { passesItsTests } from './passes.ts';

passesItsTests('tonys-chips');
