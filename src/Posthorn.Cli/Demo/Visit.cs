using Posthorn.Api.Json;

namespace Posthorn.Cli.Demo;

/// <summary>Something to publish, and the key by which the clinic will know it.</summary>
internal sealed record Visit(string Type, string Subject, RawJson Data, string Key);
