using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Sending;
using Posthorn.Emulators.Watching;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Emulators.Running;

/// <summary>What the engine of an emulator is to be like.</summary>
/// <param name="Secret">What notifications are signed with.</param>
internal sealed record EngineWishes(
    string PartnerId, Profile Profile, string? NotifyUrl, string Secret, OldSecret OldSecret, Casting Casting, Journal Journal, Tempo Tempo)
{
    public override string ToString() => $"{PartnerId} ***";
}
