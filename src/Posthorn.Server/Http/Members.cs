using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Posthorn.Api.Problems;

namespace Posthorn.Server.Http;

/// <summary>Compares the members that came with those of a type. What came is told by its place, never by its name: the name is the sender's text.</summary>
internal static class Members
{
    public static readonly Problem NotAnObject = Problems.At(string.Empty, ProblemCodes.InvalidValue, "The body must be a JSON object.");

    /// <summary>What is wrong with the outermost object of sound JSON; null when its members can be read one by one.</summary>
    public static Problem? Check(ReadOnlySpan<byte> utf8, JsonTypeInfo type)
    {
        var reader = new Utf8JsonReader(utf8);
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return NotAnObject;
        }

        var missing = type.Properties.Where(static one => one.IsRequired).Select(static one => one.Name).ToHashSet();
        for (var place = 1; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            if (Find(type, ref reader) is not { } name)
            {
                return Unknown(place, type.Properties.Select(static one => one.Name));
            }

            _ = missing.Remove(name);
            reader.Skip();
        }

        return missing.Order(StringComparer.Ordinal).FirstOrDefault() is { } absent ? Missing(absent) : null;
    }

    public static Problem Unknown(int place, IEnumerable<string> known) =>
        Problems.At(string.Empty, ProblemCodes.UnknownMember, $"Member number {place} is not known here. Known are: {string.Join(", ", known)}.");

    public static Problem Missing(string name) => Problems.At("/" + name, ProblemCodes.Required, $"\"{name}\" is missing.");

    /// <summary>The place that a reader stumbled over, as far as its path is made of our names and numbers.</summary>
    public static Problem Explain(JsonException exception, JsonTypeInfo type)
    {
        var name = exception.Path?.Split('.', '[').ElementAtOrDefault(1);
        var property = type.Properties.FirstOrDefault(one => one.Name == name);
        if (property is null)
        {
            return Problems.At(string.Empty, ProblemCodes.InvalidValue, "A member is not of the type it must be.");
        }

        return property.PropertyType == typeof(DateTimeOffset) || property.PropertyType == typeof(DateTimeOffset?)
            ? Problems.At("/" + name, ProblemCodes.InvalidTime, $"\"{name}\" must be a time such as 2026-11-20T09:30:00Z, with an offset.")
            : Problems.At("/" + name, ProblemCodes.InvalidValue, $"\"{name}\" is not of the type or not one of the values it must be.");
    }

    private static string? Find(JsonTypeInfo type, ref Utf8JsonReader reader)
    {
        foreach (var property in type.Properties)
        {
            if (reader.ValueTextEquals(property.Name))
            {
                return property.Name;
            }
        }

        return null;
    }
}
