using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Suki: one code of a diagnosis.</summary>
public sealed record SukiCode
{
    /// <summary>The code.</summary>
    public string? Code { get; init; }

    /// <summary>The code in words.</summary>
    public string? Description { get; init; }

    /// <summary>The code system, <c>ICD10</c> or <c>IMO</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Never the code.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(SukiCode);

    internal static SukiCode Read(JsonElement code) =>
        new() { Code = code.TextOf("code"), Description = code.TextOf("description"), Type = code.TextOf("type") };
}
