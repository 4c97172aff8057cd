namespace Posthorn.Delivery.Sending;

/// <summary>How far an attempt had come. In order.</summary>
internal static class SendPhases
{
    public const string Connect = "connect";
    public const string Tls = "tls";
    public const string Head = "head";
    public const string Body = "body";
}
