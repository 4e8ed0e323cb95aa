import { needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { showService } from './show-service.ts';

const getService: Operation = {
  service: 'servicediscovery',
  name: 'GetService',
  isWrite: false,
  members: ['Id'],
  perform(account, params) {
    const id = needed(text, params, 'Id');
    for (const namespace of account.namespaces) {
      const service = namespace.services.find((one) => one.id === id || one.arn === id);
      if (service) return { Service: { ...showService(namespace, service), NamespaceId: namespace.id } };
    }
    throw refusal('ServiceNotFound', `The service ${id} is not found.`);
  },
};

export default getService;
