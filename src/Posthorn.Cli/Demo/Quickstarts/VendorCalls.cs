using System.Text;
using System.Text.Json;

namespace Posthorn.Cli.Demo.Quickstarts;

/// <summary>Calls of a vendor's API, written after its documents.</summary>
internal static class VendorCalls
{
    /// <exception cref="HttpRequestException">The vendor refused it.</exception>
    public static async Task<JsonElement> PostAsync(this HttpClient vendor, string path, string json, CancellationToken cancellationToken)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await vendor.PostAsync(path, content, cancellationToken).ReadAsync(cancellationToken);
    }

    /// <summary>The answer as JSON; an empty object where there is none.</summary>
    public static async Task<JsonElement> ReadAsync(this Task<HttpResponseMessage> call, CancellationToken cancellationToken)
    {
        using var answer = await call;
        _ = answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return JsonElement.Parse(text.Length == 0 ? "{}" : text);
    }
}
