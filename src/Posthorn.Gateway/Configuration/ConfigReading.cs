namespace Posthorn.Gateway.Configuration;

/// <summary>What became of reading a configuration file.</summary>
/// <param name="Settings">Null where there are mistakes.</param>
internal sealed record ConfigReading(GatewaySettings? Settings, IReadOnlyList<ConfigNote> Mistakes, IReadOnlyList<ConfigNote> Warnings);
