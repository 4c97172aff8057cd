// A handler after the sample in Sully's documentation: header, time, signature, type. It remembers what it has seen in memory.
const crypto = require('node:crypto');
const express = require('express');

const app = express();
const seen = new Set();
app.post('/webhooks/sully', express.text({ type: '*/*', limit: '10mb' }), (request, response) => {
  const header = request.get('x-sully-signature');
  if (!header) {
    return response.status(400).send('Missing signature');
  }

  const parts = Object.fromEntries(header.split(',').map((part) => part.trim().split('=')));
  const expected = crypto.createHmac('sha256', process.env.WEBHOOK_SECRET).update(`${parts.t}.${request.body}`).digest('hex');
  const fresh = Math.abs(Math.floor(Date.now() / 1000) - Number(parts.t)) <= 300;
  if (!fresh || expected.length !== parts.v1.length || !crypto.timingSafeEqual(Buffer.from(expected, 'hex'), Buffer.from(parts.v1, 'hex'))) {
    console.log('refused');
    return response.status(403).send('Invalid signature');
  }

  const event = JSON.parse(request.body);
  const key = `${event.type}:${event.data.transcriptionId ?? event.data.id}`;
  if (!seen.has(key)) {
    seen.add(key);
    console.log('handled', key);
  }

  return response.send('OK');
});

const server = app.listen(process.env.PORT, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
