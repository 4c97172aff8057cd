using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>Suki: where one result can be fetched.</summary>
/// <param name="Href">The address, relative to the vendor's API or absolute: its documents show both.</param>
public sealed record Link(string Href)
{
    /// <summary>The method, <c>GET</c> wherever it is documented.</summary>
    public string? Method { get; init; }

    /// <summary>A name, such as <c>content</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The media type of the result.</summary>
    public string? Type { get; init; }

    /// <summary>Finds the address to call, and whether the vendor's token may go with the call.</summary>
    /// <param name="api">The vendor's API by configuration, such as <c>https://sdp.suki.ai</c>; absolute.</param>
    /// <param name="target">The address.</param>
    /// <param name="mayCarryToken">
    /// Whether scheme, host and port are those of <paramref name="api"/>. A token is sent nowhere else, whatever the body says.
    /// </param>
    /// <returns>Whether there is an address: absolute, of the scheme of <paramref name="api"/>, and without user information.</returns>
    public bool TryResolve(Uri api, out Uri target, out bool mayCarryToken)
    {
        // Made relative to the API first: on its own, a path such as /api/v1 would be taken for a file.
        var found = Uri.TryCreate(api, Href, out var resolved) && resolved.Scheme == api.Scheme && resolved.UserInfo.Length == 0;
        target = found ? resolved! : api;
        mayCarryToken = found && Uri.Compare(
            resolved, api, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
        return found;
    }

    /// <summary>Never the address, which names a session.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(Link);

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteText("href", Href);
        writer.WriteText("method", Method);
        writer.WriteText("name", Name);
        writer.WriteText("type", Type);
        writer.WriteEndObject();
    }
}
