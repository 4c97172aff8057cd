using System.Security.Cryptography;
using System.Text;

namespace Posthorn.Receiver.Checked;

/// <summary>
/// How a receiver shows that it and whoever checks it hold the same secret: a MAC over words that no notification can begin with, so that the answer signs nothing else.
/// </summary>
internal static class CheckChallenge
{
    public const string Header = "posthorn-check-challenge";

    private const string Words = "posthorn-check:";
    private const int Digits = 32;

    public static bool IsChallenge(string text) => text.Length == Digits && text.All(char.IsAsciiHexDigitLower);

    public static string ProofOf(string secret, string challenge) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(Words + challenge)));
}
