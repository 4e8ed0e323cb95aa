import { describe, expect, it } from '@jest/globals';
import { choicesOf } from '#cli/walk/choices.ts';
import { scripted } from '#cli/walk/scripted.ts';
import type { CardView } from '#domain/card-view.ts';
import { approval, choice, held, manual, view } from './views.ts';

const people = { id: (who: string) => who.toUpperCase(), last: 'ALICE' };
const never = new AbortController().signal;
const asked = (card: CardView) => ({ view, card, choices: choicesOf(card, view.run) });

describe('answers given ahead', () => {
  it('are taken by who, what and step, in the order they are written', async () => {
    const decide = scripted(['bob:approve:zookeeper', 'bob:reject:kafka', 'bob:approve:*'], people);
    expect(await decide(asked(approval), never)).toEqual({
      by: 'BOB',
      verb: 'reject',
      value: '01JD8Q4F3W.kafka@1',
      note: 'As the script says.',
    });
  });

  it('answer a card once each, so that a refused answer gives way to the next', async () => {
    const decide = scripted(['alice:approve:*', 'bob:approve:*'], people);
    expect(await decide(asked(approval), never)).toMatchObject({ by: 'ALICE', verb: 'approve' });
    expect(await decide(asked(approval), never)).toMatchObject({ by: 'BOB', verb: 'approve' });
  });

  it('stop the run where none is left, rather than to wait for nobody', async () => {
    const decide = scripted(['bob:approve:*'], people);
    expect(await decide(asked(held), never)).toEqual({ by: 'ALICE', verb: 'stop', value: '01JD8Q4F3W' });
  });

  it('pick an option, and say what a step wants to know', async () => {
    const decide = scripted(['bob:choose=drain:which', 'alice:done=ticket=OPS-1,count=2:call'], people);
    expect(await decide(asked(choice), never)).toEqual({
      by: 'BOB',
      verb: 'choose',
      value: '01JD8Q4F3W.which@1',
      option: 'drain',
    });
    const call = { ...manual, step: { ...manual.step, id: 'call' } };
    expect(await decide(asked(call), never)).toMatchObject({ verb: 'done', fields: { ticket: 'OPS-1', count: '2' } });
  });

  it('say which option, or are refused', () => {
    for (const text of ['bob:choose:which', 'bob:approve=drain:which'])
      expect(() => scripted([text], people)).toThrow('has to say which option it chooses');
  });

  it('are refused when they cannot be read', () => {
    for (const text of ['approve', 'bob:agree:*', 'bob:approve:kafka:1', ':approve:*'])
      expect(() => scripted([text], people)).toThrow('is not an answer like bob:approve:*');
  });
});

describe('what a card can be answered with', () => {
  it('is what the card offers, and Stop of the whole run last', () => {
    expect(choicesOf(held, view.run).map(({ verb, value }) => `${verb} ${value}`)).toEqual([
      'retry 01JD8Q4F3W.kafka:5',
      'skip 01JD8Q4F3W.kafka:5',
      'stop 01JD8Q4F3W',
    ]);
  });
});
