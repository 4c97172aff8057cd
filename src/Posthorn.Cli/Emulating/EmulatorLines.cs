using System.Globalization;
using Posthorn.Cli.Serving;
using Posthorn.Emulators.Running;

namespace Posthorn.Cli.Emulating;

/// <summary>What an emulator says of itself when it starts. A secret that was given is not said again.</summary>
internal static class EmulatorLines
{
    public static IEnumerable<string> Of(RunningEmulator emulator, IVendor vendor, EmulatorOptions options) =>
    [
        $"{CommandTree.Name} {VersionCommand.Version}",
        string.Create(CultureInfo.InvariantCulture, $"Emulates    {vendor.Name}, seed {options.Seed}, the vendor's times {options.TimeScale} times as fast"),
        $"Store       {emulator.Store ?? "in memory, gone when this ends"}",
        .. vendor.Credentials.Select(static one => $"Client      {one.Name}: {one.Value}"),
        .. options.NotifyUrl is { } url
            ? [
                $"Notifies    {new Uri(url).GetLeftPart(UriPartial.Authority)}/***, profile {vendor.Profile.Name}",
                $"Secret      {(options.Secret is null ? $"{emulator.Secret}  <- comes out of the seed, for tests alone" : "***")}",
                $"Old secret  {(options.OldSecret is null ? $"{emulator.OldSecret}  <- what old-secret signs with" : "***")}",
            ]
            : (string[])["Notifies    nobody; --notify gives it an address. Results are there to be pulled"],
        .. emulator.Urls.Select(static url => $"Journal     {url.TrimEnd('/')}/emulator"),
        .. emulator.Urls.Select(StartUpLines.Address),
    ];
}
