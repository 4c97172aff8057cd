using Posthorn.Emulators.Sessions;

namespace Posthorn.Emulators.Running;

/// <summary>The engine of this moment: forgetting everything puts another one in its place.</summary>
internal sealed class EngineSlot
{
    private EmulatorEngine? _engine;

    /// <exception cref="EngineUnavailableException">There is none at the moment.</exception>
    public EmulatorEngine Engine => Volatile.Read(ref _engine) ?? throw new EngineUnavailableException();

    public void Put(EmulatorEngine engine) => Volatile.Write(ref _engine, engine);

    /// <summary>Takes the engine out and stops it.</summary>
    public ValueTask TakeAsync() => Interlocked.Exchange(ref _engine, null)?.DisposeAsync() ?? default;
}
