import { passesItsTests } from './passes.ts';

passesItsTests('aiglossarypro');
