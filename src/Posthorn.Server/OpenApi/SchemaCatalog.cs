using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Posthorn.Api;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Json;

namespace Posthorn.Server.OpenApi;

/// <summary>The schemas of the types that operations speak of, made from how the types are really read and written.</summary>
internal sealed class SchemaCatalog(ApiDescriptions descriptions)
{
    private const string Prefix = "#/components/schemas/";

    private readonly SortedDictionary<string, JsonNode> _schemas = new(StringComparer.Ordinal);

    /// <summary>A reference to the type's schema, which is in the catalog from then on.</summary>
    public JsonObject Refer(Type type)
    {
        if (_schemas.TryAdd(type.Name, new JsonObject()))
        {
            _schemas[type.Name] = Make(type);
        }

        return new() { ["$ref"] = Prefix + type.Name };
    }

    public JsonObject ToJson() => new(_schemas.Select(static one => KeyValuePair.Create<string, JsonNode?>(one.Key, one.Value.DeepClone())));

    private JsonNode Make(Type type)
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, schema) => Refine(context, schema, type) };
        return PosthornJson.Default.Options.GetTypeInfo(type).GetJsonSchemaAsNode(options);
    }

    private JsonNode Refine(JsonSchemaExporterContext context, JsonNode schema, Type root)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (Special(type) is { } special)
        {
            return Describe(special, context, type);
        }

        // A type of the API's own inside another has a schema of its own.
        return type != root && type.Assembly == typeof(PosthornJson).Assembly && !IsChange(type)
            ? Describe(Refer(type), context, type)
            : Describe(IsChange(type) ? Refine(type.GetGenericArguments()[0]) : schema, context, type);
    }

    /// <summary>A member that may be changed looks as the member itself does, or is null.</summary>
    private JsonNode Refine(Type changed)
    {
        var type = Nullable.GetUnderlyingType(changed) ?? changed;
        var schema = Special(type)
            ?? (type.Assembly == typeof(PosthornJson).Assembly ? Refer(type) : PosthornJson.Default.Options.GetTypeInfo(type).GetJsonSchemaAsNode());
        if (schema is JsonObject { } plain && plain["type"] is JsonValue word)
        {
            plain["type"] = new JsonArray(word.DeepClone(), "null");
        }

        return schema;
    }

    private JsonNode Describe(JsonNode schema, JsonSchemaExporterContext context, Type type)
    {
        var text = context.PropertyInfo is { } property
            ? descriptions.Find($"P:{property.DeclaringType.FullName}.{NameOf(property)}")
            : context.Path.Length == 0 ? descriptions.Find("T:" + type.FullName) : null;
        if (text is not null && schema is JsonObject described)
        {
            described["description"] = text;
        }

        return schema;
    }

    private static string NameOf(JsonPropertyInfo property) =>
        property.DeclaringType.GetProperties().First(one => JsonNamingPolicy.SnakeCaseLower.ConvertName(one.Name) == property.Name).Name;

    private static bool IsChange(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Change<>);

    /// <summary>Types with a way of their own onto the wire.</summary>
    private static JsonObject? Special(Type type) =>
        type == typeof(RawJson) ? new() { ["type"] = "object" }
        : type == typeof(DateTimeOffset) ? new() { ["type"] = "string", ["format"] = "date-time" }
        : type == typeof(Schedule) ? new()
        {
            ["oneOf"] = new JsonArray(
                new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("once", "sully", "standard", "persistent") },
                new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "number", ["minimum"] = 1 }, ["maxItems"] = 100 }),
        }
        : null;
}
