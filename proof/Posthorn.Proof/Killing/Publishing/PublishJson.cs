using System.Text.Json.Serialization;

namespace Posthorn.Proof.Killing.Publishing;

[JsonSerializable(typeof(PublishPlan))]
[JsonSerializable(typeof(PublishCounts))]
internal sealed partial class PublishJson : JsonSerializerContext;
