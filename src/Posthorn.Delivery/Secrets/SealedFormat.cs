namespace Posthorn.Delivery.Secrets;

/// <summary>How a sealed value lies in its column: format, key id, nonce, ciphertext, tag.</summary>
internal static class SealedFormat
{
    public const byte Version = 1;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;
    public const int NonceAt = 1 + MasterKey.IdBytes;
    public const int TextAt = NonceAt + NonceBytes;
    public const int Overhead = TextAt + TagBytes;
}
