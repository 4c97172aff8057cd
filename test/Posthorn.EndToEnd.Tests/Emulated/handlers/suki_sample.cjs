// A handler after the sample in Suki's documentation: verify, look at the status, answer. It keeps nothing.
const crypto = require('node:crypto');
const express = require('express');

const app = express();
app.post('/webhooks/notification', express.raw({ type: '*/*', limit: '10mb' }), (request, response) => {
  const signed = Buffer.concat([Buffer.from(`${request.get('generated-at')}:`), request.body]);
  const expected = crypto.createHmac('sha256', process.env.WEBHOOK_SECRET).update(signed).digest();
  const received = Buffer.from(request.get('X-API-Key') ?? '', 'hex');
  if (received.length !== expected.length || !crypto.timingSafeEqual(expected, received)) {
    console.log('refused');
    return response.status(401).json({ code: 401, message: 'invalid token' });
  }

  const payload = JSON.parse(request.body);
  if (payload.status !== 'success' && payload.status !== 'failure') {
    return response.status(400).json({ code: 400, message: 'Unknown status' });
  }

  console.log('handled', payload.status, payload.session_id);
  return response.json({ message: 'Notification received' });
});

const server = app.listen(process.env.PORT, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
