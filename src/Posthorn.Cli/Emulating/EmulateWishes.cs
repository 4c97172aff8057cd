using Posthorn.Emulators.Running;

namespace Posthorn.Cli.Emulating;

/// <summary>What was typed: the options as they are, and where the rest of them is to be read.</summary>
internal sealed record EmulateWishes(EmulatorOptions Options, string? SecretFile, string? SecretVariable, string? OldSecretVariable, string? Scenario);
