using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Posthorn.Receiver.Links;

/// <summary>A section of the configuration → a client's options.</summary>
internal static class ConfiguredClient
{
    public static void Fill(VendorClientOptions options, string source, IConfiguration section)
    {
        // The binder knows no ranges: it would add an empty one for each.
        List<IPNetwork> ranges = [.. options.AllowedEgress];
        foreach (var (index, text) in section.GetSection(nameof(options.AllowedEgress)).GetChildren().Index())
        {
            ranges.Add(IPNetwork.TryParse(text.Value, out var range) ? range : throw Refusal(options, source, index + 1));
        }

        section.Bind(options);
        options.AllowedEgress.Clear();
        ranges.ForEach(options.AllowedEgress.Add);
    }

    private static OptionsValidationException Refusal(VendorClientOptions options, string source, int number) => new(
        source,
        options.GetType(),
        [$"Client of '{source}': range {number} of AllowedEgress must be written like 10.0.0.0/8."]);
}
