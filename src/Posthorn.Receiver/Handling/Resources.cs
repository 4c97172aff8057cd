using System.Security.Cryptography;
using System.Text;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Handling;

/// <summary>What a notification is about, as the log knows it.</summary>
internal static class Resources
{
    public static string Of(Notification notification) => Storable(notification.DedupeKey);

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
