using Posthorn.Receiver;

namespace Posthorn.Gateway.Configuration;

/// <summary>A sender of notifications, and the path that it posts to.</summary>
internal sealed record SourceSettings(string Name, string Path, SourceOptions Options);
