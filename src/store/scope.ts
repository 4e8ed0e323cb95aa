import { Failure } from '#domain/failure.ts';
import type { Query } from './query.ts';

interface Scope {
  readonly query: Query;
  end(): void;
}

/** A query that cannot be used once its transaction is over: on the same connection it would fall into somebody else's. */
export function scopeOf(query: Query): Scope {
  let over = false;
  const check = () => {
    if (over) throw new Failure('bug', 'transaction-over', 'A statement came after its transaction had ended.');
  };
  return {
    query: {
      async run(sql, params) {
        check();
        return query.run(sql, params);
      },
      async script(sql) {
        check();
        return query.script(sql);
      },
    },
    end() {
      over = true;
    },
  };
}
