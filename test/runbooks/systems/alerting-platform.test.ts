import { passesItsTests } from './passes.ts';

passesItsTests('alerting-platform', { 'colocate-kafka-zookeeper': 75 });
