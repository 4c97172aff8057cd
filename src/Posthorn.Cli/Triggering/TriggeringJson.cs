using System.Text.Json.Serialization;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Triggering;

[JsonSerializable(typeof(TriggerAnswer))]
[JsonSerializable(typeof(TriggerType[]))]
internal sealed partial class TriggeringJson : JsonSerializerContext
{
    public static TriggeringJson Readable { get; } = new(ReadableJson.Options());
}
