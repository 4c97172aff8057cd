using Posthorn.Relay.Running;

namespace Posthorn.Cli.Relaying;

/// <summary>What was typed: the options as they are, and where the token is to be read.</summary>
internal sealed record RelayWishes(RelayOptions Options, string? TokenFile);
