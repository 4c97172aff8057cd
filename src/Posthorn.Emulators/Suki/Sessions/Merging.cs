using System.Text.Json.Nodes;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>A part of a context put into what was there: objects member by member, everything else as a whole, and null removes.</summary>
internal static class Merging
{
    public static JsonObject Of(JsonObject before, JsonObject part)
    {
        var merged = before.DeepClone().AsObject();
        foreach (var (name, value) in part)
        {
            if (value is null)
            {
                _ = merged.Remove(name);
                continue;
            }

            merged[name] = value is JsonObject inner && merged[name] is JsonObject outer ? Of(outer, inner) : value.DeepClone();
        }

        return merged;
    }
}
