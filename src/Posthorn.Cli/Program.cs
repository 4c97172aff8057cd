using Posthorn.Cli;

using var signals = new StopSignals();
return await CommandTree.RunAsync(args, Surroundings.OfProcess(signals.Force), signals.Stop);
