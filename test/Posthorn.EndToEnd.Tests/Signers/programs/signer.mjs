// Signs and verifies with the libraries that the formats' own authors publish. The body comes on the standard input.
//   node signer.mjs sign   standard SECRET ID SECONDS     prints webhook-signature
//   node signer.mjs verify standard SECRET ID SECONDS SIGNATURE
//   node signer.mjs sign   stripe   SECRET SECONDS        prints Stripe-Signature
//   node signer.mjs verify stripe   SECRET SIGNATURE
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";
import Stripe from "stripe";

const [action, scheme, secret, ...rest] = process.argv.slice(2);
const body = readFileSync(0).toString();
const webhooks = new Stripe("sk_test_of_nobody").webhooks;

const programs = {
  "sign standard": ([id, seconds]) => new Webhook(secret).sign(id, new Date(Number(seconds) * 1000), body),
  "verify standard": ([id, seconds, signature]) =>
    new Webhook(secret).verify(body, { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": signature }) && "valid",
  "sign stripe": ([seconds]) => webhooks.generateTestHeaderString({ payload: body, secret, timestamp: Number(seconds) }),
  "verify stripe": ([signature]) => webhooks.constructEvent(body, signature, secret) && "valid",
};

try {
  console.log(programs[`${action} ${scheme}`](rest));
} catch (error) {
  console.log(`refused: ${error.constructor.name}`);
}
