using System.Text.Json;
using System.Text.Json.Serialization;
using Posthorn.Api.Deliveries;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Events;
using Posthorn.Api.Health;
using Posthorn.Api.Json;
using Posthorn.Api.Partners;
using Posthorn.Api.Problems;
using Posthorn.Api.Replays;
using Posthorn.Api.Sessions;

namespace Posthorn.Api;

/// <summary>How requests are read and answers written: snake_case, nothing unknown, nothing twice, nulls left out.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(BatchReceipt))]
[JsonSerializable(typeof(CreateEndpoint))]
[JsonSerializable(typeof(CreateKey))]
[JsonSerializable(typeof(CreatePartner))]
[JsonSerializable(typeof(DeliveryInfo))]
[JsonSerializable(typeof(DeliveryList))]
[JsonSerializable(typeof(DeliveryReplay))]
[JsonSerializable(typeof(EndpointInfo))]
[JsonSerializable(typeof(EndpointList))]
[JsonSerializable(typeof(EventFeed))]
[JsonSerializable(typeof(EventInfo))]
[JsonSerializable(typeof(EventReceipt))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(KeyInfo))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(PartnerInfo))]
[JsonSerializable(typeof(PartnerList))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(PublishBatch))]
[JsonSerializable(typeof(PublishEvent))]
[JsonSerializable(typeof(ReplayInfo))]
[JsonSerializable(typeof(ReplayRange))]
[JsonSerializable(typeof(RotateSecret))]
[JsonSerializable(typeof(RotatedSecret))]
[JsonSerializable(typeof(PutSession))]
[JsonSerializable(typeof(SessionDocuments))]
[JsonSerializable(typeof(SessionInfo))]
[JsonSerializable(typeof(SessionReceipt))]
[JsonSerializable(typeof(TurnSession))]
[JsonSerializable(typeof(UpdateEndpoint))]
public sealed partial class PosthornJson : JsonSerializerContext;
