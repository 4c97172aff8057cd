using System.Net;
using Posthorn.Delivery.Endpoints;
using Posthorn.Protocol.Signing;

namespace Posthorn.Gateway.Configuration;

/// <summary>Reads a destination's <c>http</c>.</summary>
internal static class HttpSection
{
    /// <summary>What the gateway writes itself.</summary>
    private static readonly string[] Ours = ["webhook-*", "posthorn-*"];

    public static ForwardingTarget? Read(Section section, IReadOnlyList<IPNetwork> allowed, DateTimeOffset now)
    {
        var url = UrlOf(section, allowed);
        var secrets = SecretsOf(section, now);
        var headers = HeadersOf(section);
        section.Close();
        return url is null || secrets is null || headers is null ? null : new ForwardingTarget.Http(url, secrets, headers);
    }

    private static Uri? UrlOf(Section section, IReadOnlyList<IPNetwork> allowed)
    {
        if (section.Value("url", required: true) is not { } entry)
        {
            return null;
        }

        var problems = new List<InputProblem>();
        var url = EndpointUrl.Read(entry.Text, allowed, string.Empty, problems);
        foreach (var problem in problems)
        {
            section.Mistake("url", problem.Message.Replace("with --allow-egress", "under egress.allow", StringComparison.Ordinal));
        }

        return url?.Value;
    }

    private static List<EndpointSecret>? SecretsOf(Section section, DateTimeOffset now)
    {
        if (section.Secret("secret", required: true) is not { } newest)
        {
            return null;
        }

        // While the service still knows the old one only, both sign.
        var secrets = new List<EndpointSecret>();
        foreach (var (number, entry) in new[] { newest, section.Secret("formerSecret") }.OfType<Entry>().Index())
        {
            var problem = SigningScheme.Standard.CheckStrength(entry.Text);
            if (problem is null && SigningScheme.Standard.TryCreateKey(entry.Text, out var key, out problem))
            {
                secrets.Add(new(2 - number, key, now, ExpiresAt: null));
            }
            else
            {
                section.Mistake(number == 0 ? "secret" : "formerSecret", $"{problem} Make one with: echo \"whsec_$(openssl rand -base64 32)\"");
            }
        }

        return secrets.Count == 0 ? null : secrets;
    }

    private static IReadOnlyList<KeyValuePair<string, string>>? HeadersOf(Section section)
    {
        if (section.Child("headers") is not { } headers)
        {
            return [];
        }

        // Names are the file's own here, so none is unknown. Values may be credentials, and may as well be none: no warning.
        var pairs = headers.Keys.Select(name => (name, headers.Value(name))).Where(static pair => pair.Item2 is not null)
            .Select(static pair => KeyValuePair.Create(pair.name, pair.Item2!.Text)).ToList();
        var problems = new List<InputProblem>();
        var read = EndpointHeaders.Read(pairs, Ours, string.Empty, problems);
        foreach (var problem in problems)
        {
            section.Mistake("headers", problem.Message);
        }

        return read?.Values;
    }
}
