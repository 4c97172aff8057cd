using System.Security.Cryptography;
using System.Text;
using Posthorn.Delivery.Sessions;

namespace Posthorn.Server.Sessions;

/// <summary>A move as it is asked for.</summary>
internal sealed record SessionTurn(SessionState To)
{
    public string? ErrorCode { get; init; }

    public string? ErrorDetail { get; init; }

    public IReadOnlyList<SessionDocument> Documents { get; init; } = [];

    /// <summary>Whether a session that has ended shall go on.</summary>
    public bool Reopen { get; init; }

    /// <summary>Only if its deadline has passed by then; null for whenever it is.</summary>
    public DateTimeOffset? IfDueBy { get; init; }

    /// <summary>A hash of all that it says: who says the same again has not heard the answer.</summary>
    public byte[] Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{(int)To}\n{ErrorCode}\n{ErrorDetail}\n"));
        foreach (var document in Documents)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{document.OfEncounter}\n{(int)document.Part}\n{document.Json.Length}\n"));
            hash.AppendData(document.Json.Span);
        }

        return hash.GetHashAndReset();
    }
}
