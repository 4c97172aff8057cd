using System.Text.Json.Serialization;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Signing;

[JsonSerializable(typeof(SignedAnswer))]
internal sealed partial class SigningJson : JsonSerializerContext
{
    public static SigningJson Readable { get; } = new(ReadableJson.Options());
}
