/* What the practice Slack and AWS accept; good for nothing elsewhere. */

export const botToken = 'xoxb-practice';
export const appToken = 'xapp-practice';
export const signingSecret = 'practice-signing-secret';
export const awsCredentials = { accessKeyId: 'AKIAPRACTICE00000000', secretAccessKey: 'practice-secret-access-key' };
