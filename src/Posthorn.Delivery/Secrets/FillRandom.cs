namespace Posthorn.Delivery.Secrets;

/// <summary>Fills a buffer with unpredictable bytes; in production <see cref="System.Security.Cryptography.RandomNumberGenerator.Fill"/>.</summary>
internal delegate void FillRandom(Span<byte> buffer);
