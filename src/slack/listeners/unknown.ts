import { type ButtonClick, placeOf, type Register, saying } from '../interaction.ts';
import { UNKNOWN_ACTION, UNKNOWN_FORM } from '../views/ids.ts';

/** Whatever another version of the app or of the manifest knows: Socket Mode acknowledges nothing by itself. */
export const register: Register = (app) => {
  app.command(/^(?!\/runbook$)/, async ({ ack, command }) => {
    await ack(`${command.command} is not a command of Stepward. Try /runbook help.`);
  });

  app.action<ButtonClick>(UNKNOWN_ACTION, async ({ ack, body, respond }) => {
    await ack();
    if (body.response_url)
      await respond(
        saying(
          'This button belongs to another version of Stepward. /runbook runs shows what is so now.',
          placeOf(body).thread,
        ),
      );
  });

  app.view(UNKNOWN_FORM, async ({ ack }) => ack());
};
