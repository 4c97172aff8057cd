using System.Net;

namespace Posthorn.Delivery.Endpoints;

/// <summary>A URL that an endpoint may have. That it may be dialled is decided again, on the address, at each connect.</summary>
/// <remarks>Path and query may hold a secret of the partner's, so only the origin is ever printed.</remarks>
internal sealed record EndpointUrl
{
    private EndpointUrl(Uri value) => Value = value;

    public Uri Value { get; }

    /// <summary>The URL, or null with every problem added.</summary>
    /// <param name="text">As the caller wrote it.</param>
    /// <param name="allowed">The ranges the operator opened; inside them plain http, address literals and any port are accepted.</param>
    /// <param name="pointer">Where the text stood.</param>
    /// <param name="problems">Receives what is wrong, all of it.</param>
    public static EndpointUrl? Read(string? text, IReadOnlyList<IPNetwork> allowed, string pointer, ICollection<InputProblem> problems)
    {
        var codes = EndpointUrlRules.Check(text ?? "", allowed, out var url);
        foreach (var code in codes)
        {
            problems.Add(new InputProblem(pointer, code, EndpointUrlRules.MessageOf(code)));
        }

        return url is null || codes.Count > 0 ? null : new EndpointUrl(url);
    }

    /// <summary>Scheme, host and port; three asterisks stand for the rest.</summary>
    public override string ToString() => $"{Value.GetLeftPart(UriPartial.Authority)}/***";
}
