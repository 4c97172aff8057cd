using System.Security.Cryptography;
using System.Text;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Handling;

/// <summary>What a notification is about, as the log knows it.</summary>
internal static class Resources
{
    /// <remarks>The failures of a session are one thing, whatever their code: a vendor that is asked tells that it failed, and no code.</remarks>
    public static string Of(Notification notification) =>
        Storable(notification is SessionFailed failed ? (failed with { ErrorCode = null }).DedupeKey : notification.DedupeKey);

    /// <summary>A text as it is, or its hash where a database would not take it: a signed body may still hold anything.</summary>
    public static string Storable(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c))
            {
                return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text)));
            }
        }

        return text;
    }
}
