import type { ReactNode } from 'react';
import type { TroubleView } from '../../troubles.ts';
import { useDesk, useLive } from '../desk.ts';

function Trouble({ trouble: { id, title, isOn } }: { readonly trouble: TroubleView }): ReactNode {
  const { act, toast } = useDesk();
  const make = async (wanted: boolean): Promise<void> => {
    const shown = await act({ do: 'trouble', id, isOn: wanted });
    if ('error' in shown) toast(shown.error);
  };
  if (isOn === undefined)
    return (
      <button type="button" className="button" onClick={() => void make(true)}>
        {title}
      </button>
    );
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={({ target }) => void make(target.checked)} /> {title}
    </label>
  );
}

/** Folded up until somebody is curious what the bot makes of it. */
export function Troubles(): ReactNode {
  const { troubles } = useLive();
  const count = troubles.filter(({ isOn }) => isOn).length;
  return (
    <details className="troubles">
      <summary>Make it go wrong{count > 0 ? ` (${count})` : ''}</summary>
      <ul>
        {troubles.map((trouble) => (
          <li key={trouble.id}>
            <Trouble trouble={trouble} />
          </li>
        ))}
      </ul>
    </details>
  );
}
