using System.Text.Json.Serialization;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Verifying;

[JsonSerializable(typeof(VerifiedAnswer))]
internal sealed partial class VerifyingJson : JsonSerializerContext
{
    public static VerifyingJson Readable { get; } = new(ReadableJson.Options());
}
