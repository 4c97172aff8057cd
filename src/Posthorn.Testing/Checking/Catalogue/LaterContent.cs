using System.Globalization;
using System.Text.Json.Nodes;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>A sample → what the vendor would tell of the same session or note a minute later.</summary>
internal static class LaterContent
{
    private const long Minute = 60_000;

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body) => JsonChanges.Change(body, static root =>
    {
        if (root["timestamp"] is JsonValue sent && DateTimeOffset.TryParse(sent.GetValue<string>(), CultureInfo.InvariantCulture, out var at))
        {
            root["timestamp"] = at.AddMilliseconds(Minute).ToString("O", CultureInfo.InvariantCulture);
        }

        var data = root["data"] as JsonObject ?? root;
        if (data["timestamp"] is JsonObject { } times)
        {
            times["complete"] = times["complete"]!.GetValue<long>() + Minute;
        }

        data["additional_info"] = new JsonObject { ["priority"] = "SYNTHETIC, later" };
    });
}
