namespace Posthorn.Bench.Floors;

/// <summary>Where the durable floor sends the events of one partner and type.</summary>
internal sealed record FloorEndpoint(string Partner, byte[] TypeMark, Uri Url, byte[] Secret);
