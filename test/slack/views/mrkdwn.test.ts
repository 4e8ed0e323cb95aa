import { describe, expect, it } from '@jest/globals';
import { markdown, withoutMarks } from '#slack/views/markdown.ts';
import {
  code,
  cut,
  cutMarkup,
  link,
  md,
  mention,
  mentionGroup,
  paragraph,
  quote,
  spoken,
} from '#slack/views/mrkdwn.ts';
import { createNames } from '#slack/views/names.ts';
import { deadline, exactTime, time } from '#slack/views/times.ts';

const at = Date.parse('2026-11-21T08:30:05Z');
const text = ({ mrkdwn }: { readonly mrkdwn: string }): string => mrkdwn;

describe('a template', () => {
  it.each([
    ['<!channel> & <@U1>', '&lt;!channel&gt; &amp; &lt;@U1&gt;'],
    ['*bold* ~gone~ `code`', '∗bold∗ ∼gone∼ ˋcodeˋ'],
    ['_slanted_ rule_service', 'ˍslanted_ rule_service'],
    [':tada: 08:04:10 arn:aws:ecs', '꞉tada: 08:04:10 arn:aws:ecs'],
    ['see https://x.io/_a_*b*?c=1&d=2', 'see https://x.io/_a_*b*?c=1&amp;d=2'],
    ['two\n> lines\t here', 'two &gt; lines here'],
    ['up\u202Edown\u2066\u200B', 'up down'],
    ['שלום', '\u2068שלום\u2069'],
    ['👩‍🚒', '👩‍🚒'],
  ])('writes %j as %j', (given, written) => {
    expect(text(md`${given}`)).toBe(written);
  });

  it('leaves markup as it is, and numbers', () => {
    expect(text(md`*${2}* ${mention({ id: 'U02BOB', name: 'Bob' })} ${code('a`<b')}`)).toBe('*2* <@U02BOB> `aˋ&lt;b`');
  });
});

describe('other texts', () => {
  it('keep their lines where they are paragraphs and quotes', () => {
    expect(text(quote(paragraph('one\n<two>')))).toBe('> one\n> &lt;two&gt;');
  });

  it('name a channel in the words of the engine, and nobody else', () => {
    expect(text(spoken('Start it in <#C0PRODOPS>, <@U1>.'))).toBe('Start it in <#C0PRODOPS>, &lt;@U1&gt;.');
  });

  it('mention only by ids of Slack', () => {
    expect(text(mention({ id: 'alice> <!channel', name: 'Alice' }))).toBe('@Alice');
    expect(text(mentionGroup('S0|x>', 'sre'))).toBe('@sre');
  });

  it('link only web addresses', () => {
    expect(text(link('https://x.io/a?b=1&c=2', 'a > b'))).toBe('<https://x.io/a?b=1&amp;c=2|a &gt; b>');
    expect(text(link('javascript:alert(1)', 'click'))).toBe('click');
    expect(text(link('https://x.io|y> <!channel', 'click'))).toBe('click');
  });

  it('are cut between characters', () => {
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abc def', 5)).toBe('abc…');
    expect(cut('ab🚒', 4)).toBe('ab🚒');
    expect(cut('ab🚒d', 4)).toBe('ab…');
  });

  it.each([
    ['a &amp; b', 6, 'a…'],
    ['a <@U02BOB> b', 8, 'a…'],
    ['a <@U02BOB> b', 12, 'a <@U02BOB>…'],
  ])('%j is cut at %i without half an entity or half a mention', (mrkdwn, most, left) => {
    expect(text(cutMarkup({ mrkdwn }, most))).toBe(left);
  });

  it('say times in the zone of the reader, with the day where it may be another', () => {
    expect(text(time(at))).toBe('<!date^1795249805^{time}|08:30 UTC>');
    expect(text(exactTime(at))).toBe('<!date^1795249805^{time_secs}|08:30:05 UTC>');
    expect(text(deadline(at, at - 3_600_000))).toBe(text(time(at)));
    expect(text(deadline(at, at - 86_400_000))).toBe(
      '<!date^1795249805^{date_short_pretty} {time}|2026-11-21 08:30 UTC>',
    );
  });
});

describe('the names of groups', () => {
  const many = Array.from({ length: 11 }, (_, index) => `U0${index}`);
  const names = createNames(
    { sre: { slack: 'S0SRE' }, pair: { users: ['U1A', 'U2B'] }, many: { users: many }, none: { users: [] } },
    '',
  );

  it('are mentions of the group, of its few people, or its name', () => {
    expect(text(names.groups(['sre', 'pair', 'many', 'none', 'gone']))).toBe(
      '<!subteam^S0SRE> <@U1A> <@U2B> @many @none @gone',
    );
  });
});

describe('the Markdown of a runbook', () => {
  it('is bold where Slack can show it, also around a link; within a word the marks stay, and mean nothing', () => {
    expect(text(markdown('(**now**) __*sic*__, **[here](https://x.io)**'))).toBe(
      '(*now*) *∗sic∗*, *<https://x.io|here>*',
    );
    expect(text(markdown('re**start**ed 2 ** 3 ** 4'))).toBe('re∗∗start∗∗ed 2 ∗∗ 3 ∗∗ 4');
  });

  it('has no marks in a notification', () => {
    expect(withoutMarks('# Kafka\n**[is back](https://x.io)**, __again__')).toBe('Kafka is back, again');
  });

  it('becomes headings, lists and links, and nothing that mentions anybody', () => {
    const given = '## Check\n\n- open [the board](https://x.io/d) <!here>\n* **twice**\n1. done';
    expect(text(markdown(given))).toBe(
      '*Check*\n \n• open <https://x.io/d|the board> &lt;!here&gt;\n• *twice*\n1. done',
    );
  });
});
