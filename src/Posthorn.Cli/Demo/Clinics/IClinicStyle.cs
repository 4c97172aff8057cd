using Microsoft.AspNetCore.Http;

namespace Posthorn.Cli.Demo.Clinics;

/// <summary>How a partner of one vendor reads a notification.</summary>
/// <remarks>Written from the vendors' documents alone: it shares no line with the sender.</remarks>
internal interface IClinicStyle
{
    /// <summary>What tells one notification from another, so that a second copy is known as one.</summary>
    string KeyOf(ReadOnlyMemory<byte> body);

    /// <summary>How many of the secrets have signed this request.</summary>
    int CountSignatures(IHeaderDictionary headers, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets);
}
